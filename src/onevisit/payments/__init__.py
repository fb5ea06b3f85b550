"""缴费: payment orders for cases and bundles, what was paid how, receipts and refunds."""
