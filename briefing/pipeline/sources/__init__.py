"""Where wires come from: asking the sources, finding feeds, their health, lists to take in and give out."""
