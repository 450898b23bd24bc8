"""Events, their chains, the daily seal, receipts and verification."""
