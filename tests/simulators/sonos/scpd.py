"""What a player publishes about itself: its description and its services' actions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from .actions import Action, Service
    from .household import Speaker


def service_description(service: Service) -> str:
    """Write a service's SCPD: every action with its arguments, in their order.

    An action without arguments still has an empty ``argumentList``: SoCo passes over
    an action that has none.
    """
    actions = service.actions.values()
    names = sorted({name for each in actions for name in (*each.inputs, *each.outputs)})
    variables = "".join(
        f'<stateVariable sendEvents="no"><name>A_ARG_TYPE_{name}</name>'
        "<dataType>string</dataType></stateVariable>"
        for name in names
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<scpd xmlns="urn:schemas-upnp-org:service-1-0">'
        "<specVersion><major>1</major><minor>0</minor></specVersion>"
        f"<serviceStateTable>{variables}</serviceStateTable>"
        f"<actionList>{''.join(_action(each) for each in actions)}</actionList></scpd>"
    )


def _action(action: Action) -> str:
    directed = [("in", name) for name in action.inputs] + [("out", name) for name in action.outputs]
    arguments = "".join(
        f"<argument><name>{name}</name><direction>{direction}</direction>"
        f"<relatedStateVariable>A_ARG_TYPE_{name}</relatedStateVariable></argument>"
        for direction, name in directed
    )
    return f"<action><name>{action.name}</name><argumentList>{arguments}</argumentList></action>"


def device_description(speaker: Speaker) -> str:
    """Write the speaker's own description."""
    player = speaker.player
    values = {
        "deviceType": "urn:schemas-upnp-org:device:ZonePlayer:1",
        "friendlyName": f"{speaker.address} - {speaker.model_name} - {player.uid}",
        "manufacturer": "Sonos, Inc.",
        "modelNumber": speaker.model_number,
        "modelDescription": speaker.model_name,
        "modelName": speaker.model_name,
        "softwareVersion": speaker.software_version,
        "hardwareVersion": "1.26.1.8-2.1",
        "serialNum": speaker.serial_number,
        "UDN": f"uuid:{player.uid}",
        "displayVersion": "16.3",
        "roomName": player.name,
    }
    elements = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<root xmlns="urn:schemas-upnp-org:device-1-0"><device>'
        f"{elements}"
        "<iconList><icon><mimetype>image/png</mimetype><width>48</width><height>48</height>"
        "<depth>24</depth><url>/img/icon.png</url></icon></iconList></device></root>"
    )
