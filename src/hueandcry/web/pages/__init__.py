"""What a page shows: answers turned into sentences, charts and components. No question is asked here."""
