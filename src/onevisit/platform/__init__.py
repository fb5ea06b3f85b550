"""What every government system needs: people, organs, files, notices, the outbox, the clock, the UI kit."""
