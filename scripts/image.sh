#!/usr/bin/env bash
# The steps of the Dockerfile, one by one, in a bare Debian with Python: scripts/image.sh HOUSE (as root; `make newcomer` calls it).
#
# For machines without Docker: each RUN is run in HOUSE by chroot, each COPY copies, USER, ENV and WORKDIR count from there on; then
# what the file's head says of `docker run`, and the health check. Both stages share one house.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
house=${1:?the folder of a bare Debian}
[ "$house" != / ] || { echo "image: not in the machine itself" >&2; exit 2; }
user=root folder=/ path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
declare -a variables=() entry=() start=() health=()

in_house() { # USER FOLDER COMMAND...
  local who=$1 where=$2
  shift 2
  chroot "$house" /usr/bin/env -i PATH="$path" LANG=C.UTF-8 HOME="$([ "$who" = root ] && echo /root || echo "/home/$who")" "${variables[@]}" \
    setpriv --reuid "$who" --regid "$who" --init-groups sh -euc 'cd "$0" && exec "$@"' "$where" "$@"
}
words() { tr -d '[]"' <<<"$1" | tr ',' ' '; }

chmod 755 "$house" # the image's user has to get in
[ -e "$house/usr/bin/python" ] || ln -s python3 "$house/usr/bin/python" # the image's name for it
while IFS= read -r line; do
  rest=${line#* }
  case $line in
  FROM*) user=root folder=/ ;;
  WORKDIR*) folder=$rest; mkdir -p "$house$folder" ;;
  USER*) user=$rest ;;
  ENV*) for pair in $rest; do case $pair in PATH=*) path=${pair#PATH=}; path=${path/\$PATH//usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin} ;; *) variables+=("$pair") ;; esac; done ;;
  "COPY --from="*) ;; # the same house
  COPY*)
    read -ra parts <<<"$rest"
    target=${parts[-1]}
    unset 'parts[-1]'
    for part in "${parts[@]}"; do
      if [ -d "$root/$part" ]; then mkdir -p "$house$folder/$target" && cp -r "$root/$part/." "$house$folder/$target/"; else cp "$root/$part" "$house$folder/"; fi
    done
    ;;
  RUN*) echo "RUN $rest" && in_house "$user" "$folder" sh -euc "$rest" ;;
  HEALTHCHECK*) read -ra health <<<"$(words "${rest#*CMD }")" ;;
  ENTRYPOINT*) read -ra entry <<<"$(words "$rest")" ;;
  CMD*) read -ra start <<<"$(words "$rest")" ;;
  ARG*) variables+=("$rest") ;;
  VOLUME*) ;;
  *) echo "image: what is $line?" >&2; exit 1 ;;
  esac
done < <(sed -e ':a' -e '/\\$/N; s/\\\n//; ta' "$root/Dockerfile" | grep -v -e '^#' -e '^$')

[ "$user" != root ] || { echo "image: it runs as root" >&2; exit 1; }
in_house "$user" "$folder" "${entry[@]}" --version
in_house "$user" "$folder" "${entry[@]}" init --yes --name desk
cp "$root"/wires/tass-*.txt "$house$folder/incoming/"
chown --reference "$house$folder" "$house$folder"/incoming/*
in_house "$user" "$folder" "${entry[@]}" run --as-of 2022-01-06T18:00:00Z --out try
in_house "$user" "$folder" sh -euc 'head -c 5 try/desk/2022-01-06/*.pdf | grep %PDF'
in_house "$user" "$folder" "${entry[@]}" "${start[@]}" &
running=$!
trap 'pkill -P "$running" || true' EXIT
for _ in $(seq 30); do
  sleep 4
  if in_house "$user" "$folder" "${health[@]}" >/dev/null; then well=yes; break; fi
done
[ "${well:-}" = yes ] || { echo "image: the health check never was well" >&2; in_house "$user" "$folder" "${health[@]}" >&2 || true; exit 1; }
[ -z "$(find "$house$folder" ! -user "$(stat -c %u "$house$folder")" -print -quit)" ] || { echo "image: files of another user" >&2; exit 1; }
pkill -TERM -P "$running" # tini hands it on; the scheduler ends by itself
wait "$running" || [ $? = 143 ] || { echo "image: it did not end well" >&2; exit 1; }
trap - EXIT
echo "the image's steps are done, its health check is well, and it ends when told"
