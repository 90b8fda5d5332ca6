"""Text as the rest of the house uses it: safe, normal, cut into sentences, measured in terminal cells."""
