"""One polite way to call any rate-limited service: gate, ledger, backoff, cache, typed errors."""
