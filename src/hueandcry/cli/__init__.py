"""The command line: thin, it calls actions and prints."""
