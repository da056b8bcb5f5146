"""Rules of measures: what a definition must hold, which periods there are, how two figures are compared."""
