"""The household's services: topology, properties, alarms, music services."""

from __future__ import annotations

from .actions import Answers, Asked, Service
from .music_services import SERVICES, descriptor_list, type_list

PROPERTIES = Service("DeviceProperties", "DeviceProperties")
TOPOLOGY = Service("ZoneGroupTopology", "ZoneGroupTopology")
ALARMS = Service("AlarmClock", "AlarmClock")
MUSIC = Service("MusicServices", "MusicServices")
QUEUE = Service("Queue", "MediaRenderer/Queue")
SYSTEM = Service("SystemProperties", "SystemProperties")


@PROPERTIES.action("GetHouseholdID", outputs="CurrentHouseholdID")
def get_household(asked: Asked) -> Answers:
    """Tell the household's id."""
    return {"CurrentHouseholdID": asked.household.id}


@PROPERTIES.action(
    "GetZoneAttributes",
    outputs="CurrentZoneName CurrentIcon CurrentConfiguration",
)
def get_zone_attributes(asked: Asked) -> Answers:
    """Tell the room's name."""
    name = asked.speaker.player.name
    return {"CurrentZoneName": name, "CurrentIcon": "", "CurrentConfiguration": 1}


@PROPERTIES.action(
    "GetZoneInfo",
    outputs="SerialNumber SoftwareVersion DisplaySoftwareVersion HardwareVersion IPAddress"
    " MACAddress CopyrightInfo ExtraInfo HTAudioIn Flags",
)
def get_zone_info(asked: Asked) -> Answers:
    """Tell what is printed on the box."""
    speaker = asked.speaker
    return {
        "SerialNumber": speaker.serial_number,
        "SoftwareVersion": speaker.software_version,
        "DisplaySoftwareVersion": "16.3",
        "HardwareVersion": "1.26.1.8-2.1",
        "IPAddress": speaker.address,
        "MACAddress": speaker.serial_number[:17].replace("-", ":"),
        "CopyrightInfo": "",
        "ExtraInfo": "",
        "HTAudioIn": 0,
        "Flags": 0,
    }


@PROPERTIES.action("GetLEDState", outputs="CurrentLEDState")
def get_light(_asked: Asked) -> Answers:
    """Tell that the light is on."""
    return {"CurrentLEDState": "On"}


@PROPERTIES.action("GetButtonLockState", outputs="CurrentButtonLockState")
def get_button_lock(_asked: Asked) -> Answers:
    """Tell that the buttons are not locked."""
    return {"CurrentButtonLockState": "Off"}


@TOPOLOGY.action("GetZoneGroupState", outputs="ZoneGroupState")
def get_topology(asked: Asked) -> Answers:
    """Tell who is there and who leads whom."""
    return {"ZoneGroupState": asked.household.zone_group_state()}


@TOPOLOGY.action(
    "GetZoneGroupAttributes",
    outputs="CurrentZoneGroupName CurrentZoneGroupID CurrentZonePlayerUUIDsInGroup",
)
def get_group(asked: Asked) -> Answers:
    """Tell the speaker's own group."""
    group = asked.household.group_of(asked.speaker)
    return {
        "CurrentZoneGroupName": group[0].player.name,
        "CurrentZoneGroupID": asked.household.group_id(asked.speaker),
        "CurrentZonePlayerUUIDsInGroup": ",".join(each.player.uid for each in group),
    }


@ALARMS.action("ListAlarms", outputs="CurrentAlarmList CurrentAlarmListVersion")
def list_alarms(asked: Asked) -> Answers:
    """Tell that there are no alarms."""
    version = f"{asked.household.speakers[0].player.uid}:1"
    return {"CurrentAlarmList": "<Alarms></Alarms>", "CurrentAlarmListVersion": version}


@MUSIC.action(
    "ListAvailableServices",
    outputs="AvailableServiceDescriptorList AvailableServiceTypeList AvailableServiceListVersion",
)
def list_services(_asked: Asked) -> Answers:
    """Tell the music services of this household."""
    return {
        "AvailableServiceDescriptorList": descriptor_list(SERVICES),
        "AvailableServiceTypeList": type_list(SERVICES),
        "AvailableServiceListVersion": "RINCON_SIMULATED:1",
    }
