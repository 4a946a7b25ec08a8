"""What an edition was and stays: the ledger, the manifest, files drawn again, notes on withdrawn words."""
