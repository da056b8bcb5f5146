"""What may be decided without a file, an engine or a clock: questionnaires, designs, and what may be shown."""
