"""The rules of the house itself: what the repository promises beside what the code does."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from itertools import chain
import json
from pathlib import Path
import re
import stat
import subprocess
import tomllib
from typing import Any

import homeassistant
from homeassistant.util.yaml import parse_yaml
from packaging.requirements import Requirement
from packaging.version import Version
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "custom_components" / "spindle"
LONGEST_MODULE = 450
"""Lines; a module that needs more has more than one job."""

HASSFEST_KEYS = {
    "after_dependencies",
    "bluetooth",
    "codeowners",
    "config_flow",
    "dependencies",
    "dhcp",
    "documentation",
    "domain",
    "homekit",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "loggers",
    "mqtt",
    "name",
    "requirements",
    "single_config_entry",
    "ssdp",
    "usb",
    "version",
    "zeroconf",
}
"""What hassfest of the oldest supported release lets a custom integration's manifest say."""
HACS_KEYS = {
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
    "render_readme",
    "zip_release",
}
QUALITY_RULES = """
action-setup appropriate-polling brands common-modules config-flow-test-coverage config-flow
dependency-transparency docs-actions docs-conditions docs-triggers
docs-high-level-description docs-installation-instructions docs-removal-instructions
entity-event-setup entity-unique-id has-entity-name runtime-data test-before-configure
test-before-setup unique-config-entry
action-exceptions config-entry-unloading docs-configuration-parameters
docs-installation-parameters entity-unavailable integration-owner log-when-unavailable
parallel-updates reauthentication-flow test-coverage
devices diagnostics discovery discovery-update-info docs-data-update docs-examples
docs-known-limitations docs-supported-devices docs-supported-functions docs-troubleshooting
docs-use-cases dynamic-devices entity-category entity-device-class entity-disabled-by-default
entity-translations exception-translations icon-translations reconfiguration-flow
repair-issues stale-devices
async-dependency inject-websession strict-typing
"""
"""Names of the quality scale's rules: bronze, silver, gold, platinum."""

ONE_MACHINES_PATH = re.compile(r"(?<![\w.\-$}])/(?:root|work|farm|home/\w+|Users/\w+)/")
REGISTRY = re.compile(r'registry = "([^"]*)"')
PUBLIC_REGISTRY = "https://pypi.org/simple"
URL_HOST = re.compile(r"https?://([^/\"'\s)>\]]+)")
SCRIPT = re.compile(r"(?<![\w/.])(scripts/[a-z-]+|\.ci/run)\b(?![./])")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")
PINNED_ACTION = re.compile(r"[\w./-]+@[0-9a-f]{40}")


def tracked(*patterns: str) -> list[Path]:
    """List the files that belong to the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for line in listing.stdout.splitlines() if (path := ROOT / line).is_file()]


def text_of(path: Path) -> str:
    """Read a tracked file; what is not text has nothing to say."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def yaml_of(path: Path) -> Any:
    return parse_yaml(path.read_text(encoding="utf-8"))


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PACKAGE / "manifest.json").read_text())
    return loaded


def requirements() -> list[Requirement]:
    return [Requirement(requirement) for requirement in manifest()["requirements"]]


def test_the_manifest_is_what_hassfest_wants() -> None:
    said = manifest()
    keys = list(said)
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]
    assert set(keys) <= HASSFEST_KEYS
    assert said["domain"] == PACKAGE.name
    assert said["iot_class"] == "local_push"
    assert said["integration_type"] == "service"
    assert said["codeowners"]
    assert all(owner.startswith("@") for owner in said["codeowners"])
    assert said["version"] == pyproject()["project"]["version"]


def test_the_manifest_names_every_integration_that_is_imported() -> None:
    """What is imported without being named may not be there when we are set up."""
    said = manifest()
    named = {*said["dependencies"], *said["after_dependencies"]}
    imported = {
        component
        for path in PACKAGE.glob("*.py")
        for component in re.findall(
            r"^from homeassistant\.components\.(\w+)", text_of(path), re.MULTILINE
        )
    }
    platforms = {path.stem for path in PACKAGE.glob("*.py")}
    always_there = {"repairs", "diagnostics", "system_health", "media_player"}
    assert imported - platforms - always_there <= named


def test_hacs_finds_what_it_needs() -> None:
    said = json.loads((ROOT / "hacs.json").read_text())
    assert set(said) <= HACS_KEYS
    assert said["name"] == manifest()["name"]
    floor = Version(said["homeassistant"])
    oldest = min(Version(next(iter(pin.specifier)).version) for pin in home_assistants())
    assert (floor.major, floor.minor) == (oldest.major, oldest.minor)
    assert (PACKAGE / "brand" / "icon.png").is_file()
    assert "MIT License" in (ROOT / "LICENSE").read_text()


def home_assistants() -> list[Requirement]:
    group = map(Requirement, pyproject()["dependency-groups"]["dev"])
    return [pin for pin in group if pin.name == "homeassistant"]


def test_every_environment_has_the_home_assistant_that_is_pinned_for_it() -> None:
    (mine,) = [pin for pin in home_assistants() if pin.marker and pin.marker.evaluate()]
    assert mine.specifier.contains(installed_version("homeassistant"))


@pytest.mark.parametrize("requirement", requirements(), ids=lambda one: one.name)
def test_requirements_do_not_fight_home_assistants_pins(requirement: Requirement) -> None:
    """Run at both ends, so against both ends' pins; and against all that the lock chose."""
    constraints = Path(homeassistant.__file__).parent / "package_constraints.txt"
    lines = constraints.read_text().splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]
    for pin in pins:
        if pin.name.lower() != requirement.name.lower():
            continue
        exact = next(iter(pin.specifier))
        assert exact.operator == "=="
        assert requirement.specifier.contains(exact.version)
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    versions = [one["version"] for one in locked if one["name"] == requirement.name.lower()]
    assert versions
    assert all(requirement.specifier.contains(one) for one in versions)


def test_the_repository_works_on_any_machine() -> None:
    """No tracked file names a path of one machine, and the lock no registry but the default."""
    named = {
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in tracked()
        for found in ONE_MACHINES_PATH.finditer(text_of(path))
    }
    assert not named
    lock = (ROOT / "uv.lock").read_text()
    assert set(REGISTRY.findall(lock)) == {PUBLIC_REGISTRY}
    assert set(URL_HOST.findall(lock)) == {"pypi.org", "files.pythonhosted.org"}


def test_no_module_has_grown_beyond_one_job() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(text_of(path).splitlines())
        for path in tracked("custom_components/*.py")
    }
    too_long = {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE}
    assert not too_long


def test_what_the_documents_tell_to_run_can_be_run() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    commands = {command for document in documents for command in SCRIPT.findall(text_of(document))}
    assert "scripts/test" in commands
    for command in commands:
        assert (ROOT / command).is_file(), command
        assert (ROOT / command).stat().st_mode & stat.S_IXUSR, command


def test_what_the_documents_link_to_exists() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for target in LINK.findall(text_of(document)):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_readme_names_every_action_and_event() -> None:
    readme = (ROOT / "README.md").read_text()
    actions = yaml_of(PACKAGE / "services.yaml")
    assert {f"spindle.{action}" for action in actions} <= set(
        re.findall(r"`(spindle\.\w+)`", readme)
    )
    assert "`spindle_scrobbled`" in readme
    assert "`spindle_rate_limit`" in readme
    assert "`spindle_lidarr_queue`" in readme


def test_the_tests_that_the_readme_calls_as_witnesses_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "README.md").read_text()))
    written = chain.from_iterable(
        re.findall(r"def (test_\w+)", text_of(path)) for path in tracked("tests/*.py")
    )
    assert named
    assert not named - set(written)


def test_every_rule_of_the_quality_scale_is_answered() -> None:
    rules = yaml_of(PACKAGE / "quality_scale.yaml")["rules"]
    assert set(rules) == set(QUALITY_RULES.split())
    for rule, answer in rules.items():
        said = {"status": answer} if isinstance(answer, str) else answer
        assert said["status"] in {"done", "todo", "exempt"}, rule
        assert isinstance(answer, str) or said["comment"], rule


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_workflows_trust_only_what_is_pinned(path: Path) -> None:
    workflow = yaml_of(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets." not in path.read_text()
    steps = chain.from_iterable(job["steps"] for job in workflow["jobs"].values())
    for step in steps:
        if action := step.get("uses"):
            assert PINNED_ACTION.fullmatch(action), action
