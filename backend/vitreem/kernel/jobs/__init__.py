"""Long work: asked for in a request, done by a worker with the asker's rights, looked at while it goes on (ADR 17)."""
