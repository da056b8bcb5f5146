"""The invented waves of the embedded example: designs as files, respondents as a recipe."""
