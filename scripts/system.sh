#!/usr/bin/env bash
# What the system itself has to bring. As root on Debian or Ubuntu it is installed; elsewhere the command is printed.
#   system.sh venv PYTHON   the module that makes virtual environments
#   system.sh pango         the libraries that draw the PDF; without them everything else still works
set -u
want=$1

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $*" >&2
    (apt-get install -y -qq "$@" || (apt-get update -qq && apt-get install -y -qq "$@")) >/dev/null 2>&1 && return 0
    echo "apt-get could not install: $*" >&2
  fi
  return 1
}

case $want in
venv)
  python=${2:-python3}
  if ! command -v "$python" >/dev/null; then
    echo "There is no $python. Install Python 3.11 or newer." >&2
    exit 1
  fi
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "$python is $("$python" -V 2>&1); Python 3.11 or newer is needed: make PYTHON=python3.12" >&2; exit 1; }
  "$python" -c 'import ensurepip, venv' 2>/dev/null && exit 0
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  install "python$version-venv" || install python3-venv ||
    { echo "$python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
  ;;
pango)
  has() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }
  has libpango-1.0.so.0 && has libpangoft2-1.0.so.0 && has libharfbuzz-subset.so.0 && exit 0
  install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && exit 0
  case $(uname -s) in
  Darwin) echo "No Pango: editions come out without a PDF. To have it: brew install pango" >&2 ;;
  *) echo "No Pango: editions come out without a PDF. To have it: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2 ;;
  esac
  ;;
esac
exit 0
