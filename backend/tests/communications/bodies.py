"""What is sent of an event."""

from typing import Any

from vitreem.communications.schemas import CommunicationBody


def body_of(event: dict[str, Any]) -> dict[str, Any]:
    """What a page sends of an event that it has read, when nothing changes."""
    told = {name: event[name] for name in CommunicationBody.model_fields if name in event}
    return told | {"message_ids": [one["id"] for one in event["messages"]]}
