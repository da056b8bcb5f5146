"""What is known about claims: as reviewed, and as worked out in a build."""
