"""Makes the protobuf code while the wheel is built; it is kept nowhere else. Needs protoc and grpc_python_plugin."""
import pathlib
import shutil
import subprocess

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
PROTO = HERE.parent.parent / "proto"


class BuildWithProtos(build_py):
    def run(self):
        super().run()
        out = pathlib.Path(self.build_lib)
        package = out / "isnad"
        plugin = shutil.which("grpc_python_plugin")
        if plugin is None or shutil.which("protoc") is None:
            raise SystemExit("building isnad needs protoc and grpc_python_plugin (Debian: protobuf-compiler-grpc)")
        protos = sorted(str(path.relative_to(PROTO)) for path in PROTO.rglob("*.proto"))
        subprocess.run(["protoc", f"-I{PROTO}", f"--python_out={out}", f"--pyi_out={out}", f"--grpc_python_out={out}",
                        f"--plugin=protoc-gen-grpc_python={plugin}", *protos], check=True)
        for folder in (package, package / "v1"):
            (folder / "py.typed").touch()
        shutil.copy(PROTO / "isnad/v1/service_config.json", package / "service_config.json")


setup(cmdclass={"build_py": BuildWithProtos})
