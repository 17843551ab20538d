"""The engine that finds attributions: learned weights, and readable rules (see MODEL_CARD.md)."""
