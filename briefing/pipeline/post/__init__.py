"""What leaves the house: the outbox, parcels for each channel, letters to readers and to the operator."""
