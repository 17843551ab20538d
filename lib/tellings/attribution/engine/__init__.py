"""The engine that finds attributions: learned weights, and the readable rules after them.
MODEL_CARD.md tells of both.
"""
