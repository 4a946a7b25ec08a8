#!/usr/bin/env bash
# The walk of a newcomer in a bare Debian: make newcomer (as root, with debootstrap; needs Debian's and Python's packages).
#
# A fresh system with git, make and Python alone; a clone of the last commit; an empty home. Then what the README and the
# tutorial say, in their order: the sample's PDF, an edition of one's own, a changed template, a mail from a real server of mail
# when the slot came. Each step says what it did; the first that fails ends the walk with its output.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
suite=${SUITE:-bookworm}
[ "$(id -u)" = 0 ] || { echo "newcomer: root is needed to make the bare system" >&2; exit 2; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null
house=$(mktemp -d /tmp/newcomer.XXXXXX)
clean() { # what is mounted inside is never removed with the house
  for folder in ${NEWCOMER_BIND:-}; do umount -q "$house$folder" || true; done
  umount -q "$house/proc" || true
  if grep -q " $house/" /proc/mounts; then echo "newcomer: $house is left, something is still mounted in it" >&2; else rm -rf "$house"; fi
}
post=
trap '[ -z "$post" ] || kill "$post" 2>/dev/null || true; clean' EXIT

say() { printf '%(%H:%M:%S)T  %s\n' -1 "$*"; }
inside() { chroot "$house" /usr/bin/env -i HOME=/home/new PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 bash -euc "cd /home/new/briefing && $1"; }
step() {
  local what=$1 began=$SECONDS
  shift
  if ! inside "$*" >"$house/step.log" 2>&1; then
    tail -40 "$house/step.log" >&2
    say "FAILED: $what" >&2
    exit 1
  fi
  say "$what ($((SECONDS - began)) s)"
}

say "a bare $suite"
debootstrap --variant=minbase --include=git,make,python3,ca-certificates "$suite" "$house" >/dev/null
mount -t proc proc "$house/proc"
cp /etc/resolv.conf "$house/etc/resolv.conf" 2>/dev/null || true
# where this machine takes its packages from is the machine's business, not the program's
for kept in /etc/pip.conf /etc/apt/apt.conf.d /etc/apt/sources.list /etc/apt/sources.list.d /usr/local/share/ca-certificates /etc/ssl/certs; do
  [ -e "$kept" ] && mkdir -p "$house$(dirname "$kept")" && cp -rL "$kept" "$house$(dirname "$kept")/" 2>/dev/null || true
done
for folder in ${NEWCOMER_BIND:-}; do mkdir -p "$house$folder" && mount --bind "$folder" "$house$folder"; done
mkdir -p "$house/home/new"
git clone -q "$root" "$house/home/new/briefing"
chroot "$house" git config --global --add safe.directory '*'

began=$SECONDS
minutes() { say "$1 after $(((SECONDS - began + 59) / 60)) min of the machine's time"; }

step "make brief: the sample edition" "make brief && ls out/desk/2022-01-06/*.pdf"
minutes "the sample's PDF"
step "a configuration of one's own" ".venv/bin/briefing init mine/config.yaml --yes --name morning --zone Europe/Berlin"
step "a first wire and an edition" "cd mine && cp ../wires/tass-*.txt incoming/ && ../.venv/bin/briefing check && ../.venv/bin/briefing run --now && ls out/morning/*/*.pdf"
step "a changed template" "cd mine && ../.venv/bin/briefing new-template house && echo 'daybook: Diary' >>templates/house/labels.yaml && sed -i 's/template: default/template: house/' config.yaml && ../.venv/bin/briefing check && ../.venv/bin/briefing run --now && grep -l Diary out/morning/*/*.html"

# A server of mail on the machine, which keeps what comes; then what the file that `init` wrote shows of mail, uncommented and mended.
step "a server of mail" "python3 -m venv /tmp/post && /tmp/post/bin/pip install -q -c constraints.txt aiosmtpd"
chroot "$house" /usr/bin/env -i HOME=/home/new PATH=/usr/bin:/bin /tmp/post/bin/python -m aiosmtpd -n -l 127.0.0.1:2525 -c aiosmtpd.handlers.Mailbox /tmp/letters >"$house/tmp/post.log" 2>&1 &
post=$!
step "mail set up, and the server asked" "cd mine && sed -i -e 's/^    # addresses: .*/    addresses: [me@home.example]/' -e '/^# delivery:/,\$ s/^# //' config.yaml && sed -i -e 's/server: smtp.example.org/server: 127.0.0.1/' -e 's/security: starttls .*/security: none\n      port: 2525/' -e '/^      user: /d' -e '/^      password_file: /d' config.yaml && ../.venv/bin/briefing check --connect"
step "the scheduler, a slot two minutes ahead, the mail with its PDF" "cd mine
at=\$(TZ=Europe/Berlin date -d '+2 minutes' +%H:%M)
sed -i \"s/      - at: .*/      - at: '\$at'/\" config.yaml
printf 'Date: %s\nHeadline: Talks on border crossings open in Bishkek\n\nBISHKEK (EXW) - Kazakhstan and Kyrgyzstan opened talks on border crossings on \$(date +%A).\n' \"\$(date -u +%Y-%m-%dT%H:%MZ)\" >incoming/fresh.txt
../.venv/bin/briefing schedule & its=\$!
for _ in \$(seq 40); do sleep 5; if ls /tmp/letters/new/* 2>/dev/null; then break; fi; done
kill \$its; wait \$its
/tmp/post/bin/python - <<'END'
import email, email.policy, pathlib
(letter,) = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in pathlib.Path('/tmp/letters/new').iterdir()]
papers = [part.get_content() for part in letter.iter_attachments() if part.get_content_type() == 'application/pdf']
print(letter['subject'], letter['to'], [len(paper) for paper in papers])
assert len(papers) == 1 and papers[0].startswith(b'%PDF')
assert 'Diary' in letter.get_body(('html',)).get_content()
END"
minutes "the mail of one's own briefing"
kill "$post" 2>/dev/null || true

step "the hours: cron and systemd" "cd mine && ../.venv/bin/briefing install --cron && ../.venv/bin/briefing install --systemd && ../.venv/bin/briefing schedule --show 3"
step "what came out, and is all well" "cd mine && ../.venv/bin/briefing editions && ../.venv/bin/briefing status && ../.venv/bin/briefing doctor"
step "the package away from the checkout" "python3 -m venv /tmp/apart && /tmp/apart/bin/pip install -q -c constraints.txt . && mkdir /tmp/desk && cd /tmp/desk && /tmp/apart/bin/briefing init --yes && cp /home/new/briefing/wires/*.txt incoming/ && /tmp/apart/bin/briefing run --as-of 2022-01-06T18:00:00Z && ls out/*/2022-01-06/*.pdf"
step "pipx" "python3 -m venv /tmp/pipx && /tmp/pipx/bin/pip install -q pipx && PIPX_HOME=/tmp/pipx/home PIPX_BIN_DIR=/tmp/pipx/shims PIP_CONSTRAINT=\$PWD/constraints.txt /tmp/pipx/bin/pipx install -q . && /tmp/pipx/shims/briefing --version"
began_step=$SECONDS
bash "$house/home/new/briefing/scripts/image.sh" "$house" >"$house/step.log" 2>&1 || { tail -40 "$house/step.log" >&2; say "FAILED: the image's steps" >&2; exit 1; }
say "the image's steps, its health check among them ($((SECONDS - began_step)) s)"
if [ "${NEWCOMER_TESTS:-yes}" = yes ]; then step "make test" "make test"; fi
say "the walk is done"
