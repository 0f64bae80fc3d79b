#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. It installs a Python of our own: that of the image may be too old,
# and Gradescope's own programs need it as it is. A wheel beside this file is used instead of the one from PyPI.
set -euo pipefail
autograder="${AUTOGRADER:-/autograder}"

python3 -m pip --version > /dev/null 2>&1 || apt-get install --yes python3-pip
python3 -m pip install --quiet --target "$autograder/uv" uv==0.13.9

export UV_PYTHON_INSTALL_DIR="$autograder/python"
"$autograder/uv/bin/uv" venv --python 3.13 "$autograder/venv"
"$autograder/uv/bin/uv" pip install --python "$autograder/venv/bin/python" --find-links "$autograder/source" \
  --requirement "$autograder/source/requirements.txt"
