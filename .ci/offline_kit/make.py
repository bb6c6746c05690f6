"""Makes the folder to carry to a Windows machine without network and administrator rights.

    python .ci/offline_kit/make.py 文件夹

The folder holds everything as wheels for each Python it may meet there, and two files to
double-click. Run it where a package index can be reached; Windows itself is not needed.
"""

import argparse
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.parser import Parser
from pathlib import Path

from pip._vendor.packaging.markers import default_environment
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
WANTED = "nianbao[browser]"
PYTHONS = ("3.11", "3.12", "3.13")


def pip(*words: str | Path) -> None:
    """Run pip; what it says goes to the screen."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    subprocess.run(command, check=True)


def windows(python: str) -> dict[str, str]:
    """Give the values that dependency markers see on Windows; pip itself uses this machine's."""
    here = {name: str(value) for name, value in default_environment().items()}
    return here | {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_release": "10",
        "platform_version": "10.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_version": f"{python}.0",
    }


def requirements(wheels: Iterable[Path]) -> dict[str, list[Requirement]]:
    """Give what each wheel says it needs, by canonical name of the wheel."""
    found: dict[str, list[Requirement]] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            text = archive.read(name).decode("utf-8")
        metadata = Parser().parsestr(text)
        needs = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
        found.setdefault(canonicalize_name(metadata["Name"]), []).extend(needs)
    return found


def missing(
    wanted: str, known: Mapping[str, Sequence[Requirement]], environment: Mapping[str, str]
) -> list[Requirement]:
    """Give what `wanted` needs, directly or not, and no wheel provides."""
    first = Requirement(wanted)
    waiting, seen = [first], {(first.name, "")}
    absent: dict[str, Requirement] = {}
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in known:
            absent.setdefault(name, requirement)
            continue
        for need in _needs(known[name], requirement.extras, environment):
            key = (canonicalize_name(need.name), ",".join(sorted(need.extras)))
            if key not in seen:
                seen.add(key)
                waiting.append(need)
    return [absent[name] for name in sorted(absent)]


def _needs(
    needs: Iterable[Requirement], extras: Iterable[str], environment: Mapping[str, str]
) -> Iterator[Requirement]:
    asked = [dict(environment) | {"extra": extra} for extra in ("", *extras)]
    for need in needs:
        marker = need.marker
        if marker is None or any(marker.evaluate(values) for values in asked):
            yield need


def download(wheels: Path, python: str, what: Sequence[str]) -> None:
    """Download wheels that run on 64-bit Windows under `python`, with what they need."""
    target = ["--platform", "win_amd64", "--python-version", python, "--implementation", "cp"]
    places = ["--dest", str(wheels), "--find-links", str(wheels)]
    pip("download", "-q", "--only-binary=:all:", *target, *places, *what)


def write_texts(folder: Path) -> None:
    """Write the files people see, with the line ends Windows expects."""
    for source in sorted((HERE / "carry").iterdir()):
        text = source.read_text(encoding="utf-8")
        # Notepad of older systems takes a text without the mark for one in the local encoding.
        encoding = "utf-8-sig" if source.suffix == ".txt" else "utf-8"
        (folder / source.name).write_text(text, encoding=encoding, newline="\r\n")


def make(folder: Path, pythons: Sequence[str]) -> None:
    """Fill `folder`, which must be new or empty."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    # The one dependency that is published as source only; it holds no compiled part.
    pip("wheel", "-q", "--no-deps", "--wheel-dir", wheels, "jieba>=0.42.1,<0.43")
    pip("wheel", "-q", "--no-deps", "--wheel-dir", wheels, CHECKOUT)
    for python in pythons:
        print(f"Python {python}……", flush=True)
        download(wheels, python, [WANTED, "pip"])
        environment = windows(python)
        while absent := missing(WANTED, requirements(wheels.glob("*.whl")), environment):
            download(wheels, python, [f"{need.name}{need.specifier}" for need in absent])
    write_texts(folder)


def main() -> None:
    """Read the command line, make the folder and say how large it is."""
    parser = argparse.ArgumentParser(
        description="做一个可以带到没有网络的 Windows 上的安装文件夹。"
    )
    parser.add_argument("folder", type=Path, help="新文件夹")
    parser.add_argument(
        "--python",
        action="append",
        choices=PYTHONS,
        help=f"只为这个版本的 Python 准备，可写几次；不写就是 {'、'.join(PYTHONS)}",
    )
    given = parser.parse_args()
    folder: Path = given.folder
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} 里已经有东西，请换一个新文件夹")
    try:
        make(folder, given.python or PYTHONS)
    except subprocess.CalledProcessError:
        shutil.rmtree(folder)
        parser.exit(1, "没有做成：pip 没能下载或生成需要的文件，原因见上面。\n")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"做好了：{folder.absolute()}，{size / 1_000_000:.0f} MB。把整个文件夹带过去。")


if __name__ == "__main__":
    main()
