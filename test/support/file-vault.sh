#!/bin/sh
# A vault in a folder, $VAULT_FOLDER, for tests: a file that is created exclusively is a secret or a lock.
# The file `fault` in it says what goes wrong, once: `<word> before|after <what>`.
set -u
folder=${VAULT_FOLDER:?}/${OCPI_CONNECTION:?}
secret=$folder/${OCPI_SECRET:?}
lock=$secret.lock
mkdir -p "$folder"
echo "$1" >>"$VAULT_FOLDER/calls"
env | cut -d= -f1 >"$VAULT_FOLDER/environment"
given=$(cat)

age() { echo $(($(date +%s) - $(stat -c %Y "$lock"))); }

goes_wrong() {
  [ -f "$VAULT_FOLDER/fault" ] || return 0
  read -r word when what <"$VAULT_FOLDER/fault"
  [ "$word $when" = "$1 $2" ] || return 0
  rm "$VAULT_FOLDER/fault"
  case $what in
    hang) sleep 300 ;;
    killed) kill -9 $$ ;;
    kills-the-action) kill -9 "$PPID" && [ "$when" = after ] || exit 1 ;;
    prints) echo "I was given $given" && echo "$given" >&2 ;;
    *) exit "$what" ;;
  esac
}

goes_wrong "$1" before
case $1 in
  look)
    if [ -e "$secret" ]; then echo secret=present; else echo secret=absent; fi
    if [ -e "$lock" ]; then echo "lock=$(age)"; else echo lock=absent; fi
    ;;
  lock) (set -C && : >"$lock") 2>/dev/null || exit 3 ;;
  take-over)
    # One at a time: a folder is made by one alone.
    mkdir "$lock.taking" 2>/dev/null || exit 3
    trap 'rmdir "$lock.taking"' EXIT
    [ -e "$lock" ] && [ "$(age)" -ge "$2" ] || exit 3
    touch "$lock"
    ;;
  unlock) rm -f "$lock" ;;
  put) (set -C && printf %s "$given" >"$secret") 2>/dev/null || exit 3 ;;
  replace) [ -e "$secret" ] && printf %s "$given" >"$secret.new" && mv "$secret.new" "$secret" || exit 1 ;;
  remove) rm -f "$secret" ;;
  *) exit 64 ;;
esac
goes_wrong "$1" after
exit 0
