"""What bodies publish: recognised, read, landed, counted, covered."""
