"""Text tools that several stages share: languages, headlines, terms. Pure; below the stages."""
