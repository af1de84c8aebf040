"""LibreOffice as a second opinion: what a Word file says with all changes accepted or rejected."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Check"
 script:language="StarBasic">
Sub Both(paths As String)
  For Each path In Split(paths, ";")
    One(path, ".uno:AcceptAllTrackedChanges", path &amp; ".new.txt")
    One(path, ".uno:RejectAllTrackedChanges", path &amp; ".old.txt")
  Next
End Sub
Sub One(path As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim store(1) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = "Text (encoded)"
  store(1).Name = "FilterOptions" : store(1).Value = "UTF8,LF,,,"
  document.storeToURL(ConvertToURL(target), store())
  document.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Check"/>
</library:library>
"""


def accepted_and_rejected(folder: Path, files: Sequence[bytes]) -> list[tuple[str, str]]:
    """For each Word file its text with all changes (accepted, rejected), as LibreOffice has it.

    Skips the test where LibreOffice is not installed.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    paths = []
    for number, data in enumerate(files):
        path = folder / f"file{number}.docx"
        path.write_bytes(data)
        paths.append(path)
    profile = folder / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]

    def start(argument: str) -> None:
        subprocess.run([*command, argument], check=True, capture_output=True, timeout=120)

    start("--terminate_after_init")  # lays the profile, which the macro then joins
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY)
    (library / "Check.xba").write_text(MACRO)
    start(f'macro:///Standard.Check.Both("{";".join(map(str, paths))}")')
    return [
        (
            path.with_name(f"{path.name}.new.txt").read_text("utf-8-sig"),
            path.with_name(f"{path.name}.old.txt").read_text("utf-8-sig"),
        )
        for path in paths
    ]
