#!/bin/sh
# Keeps the hub token in HashiCorp Vault or OpenBao, key-value engine version 2. For `store: command`:
#   vault-command: .github/hashicorp-vault.sh
# Needs on the step: VAULT_ADDR and VAULT_TOKEN (and VAULT_NAMESPACE). On the runner: vault, jq.
# Settings: OCPI_VAULT_MOUNT (secret), OCPI_VAULT_PREFIX (ocpi), VAULT_CLI (vault; bao for OpenBao).
# The policy: create, read, update on <mount>/data/<prefix>/*; read, delete on <mount>/metadata/<prefix>/*; read on sys/health.
#
# Every write is a check-and-set: Vault does it only if the version is the one that was read, and 0 means that there is none.
set -u
word=${1:-}
mount=${OCPI_VAULT_MOUNT:-secret}
secret=${OCPI_VAULT_PREFIX:-ocpi}/${OCPI_CONNECTION:?}/${OCPI_SECRET:?}
lock=${secret}_PENDING

vault() { command "${VAULT_CLI:-vault}" "$@"; }

# The newest version of a path as `<version> <when it was written, in s since 1970, or "absent">`.
version_of() {
  found=$(vault kv metadata get -mount="$mount" -format=json "$1" 2>&1) || {
    case $found in
      *"No value found"*) echo "0 absent" && return 0 ;;
      *) return 1 ;;
    esac
  }
  printf %s "$found" | jq -r '.data | .current_version as $v | (.versions[$v | tostring] // {destroyed: true}) |
    if .destroyed or (.deletion_time // "") != "" then "\($v) absent"
    else "\($v) \(.created_time | sub("\\.[0-9]+"; "") | fromdate)" end'
}

# Writes what comes on standard input, if the version is still this one: 3 where it is another by now.
write() {
  said=$(vault kv put -mount="$mount" -cas="$2" "$1" token=- 2>&1 >/dev/null) && return 0
  case $said in
    *"check-and-set parameter did not match"*) return 3 ;;
    *) return 1 ;;
  esac
}

# Writes where there is nothing.
create() {
  seen=$(version_of "$1") || exit 1
  [ "${seen#* }" = absent ] || exit 3
  write "$1" "${seen% *}"
}

# By Vault's own clock, as it dates the versions.
now() { vault read -format=json sys/health | jq -re .data.server_time_utc; }

case $word in
  look)
    seen=$(version_of "$secret") || exit 1
    held=$(version_of "$lock") || exit 1
    if [ "${seen#* }" = absent ]; then echo secret=absent; else echo secret=present; fi
    if [ "${held#* }" = absent ]; then
      echo lock=absent
    else
      now=$(now) || exit 1
      age=$((now - ${held#* }))
      if [ "$age" -lt 0 ]; then age=0; fi
      echo "lock=$age"
    fi
    ;;
  lock) echo locked | create "$lock" ;;
  take-over)
    held=$(version_of "$lock") || exit 1
    [ "${held#* }" != absent ] || exit 3
    now=$(now) || exit 1
    [ $((now - ${held#* })) -ge "$2" ] || exit 3
    echo locked | write "$lock" "${held% *}"
    ;;
  # With all versions, so that the next lock begins at 0.
  unlock) vault kv metadata delete -mount="$mount" "$lock" >/dev/null 2>&1 || exit 1 ;;
  put) create "$secret" ;;
  replace)
    seen=$(version_of "$secret") || exit 1
    write "$secret" "${seen% *}" || exit 1
    ;;
  remove) vault kv metadata delete -mount="$mount" "$secret" >/dev/null 2>&1 || exit 1 ;;
  *) exit 64 ;;
esac
