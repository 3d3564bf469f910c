#!/bin/sh
# Keeps the hub token in Azure Key Vault, and its lock in a blob. For `store: command`:
#   vault-command: .github/azure-key-vault.sh
# Needs on the job: azure/login. On the step: OCPI_KEY_VAULT, OCPI_STORAGE_ACCOUNT and OCPI_STORAGE_CONTAINER, by name. On the
# runner: az, jq.
# The roles: Key Vault Secrets Officer on the vault; Storage Blob Data Contributor on the container.
#
# Key Vault has no write with a condition: `secret set` adds a version to whatever is there. So the lock is a blob, which is
# created only where there is none (If-None-Match: *) and taken over only as it was read (If-Match: its etag). A `put` looks,
# and then sets, under that lock: between the two another program that takes no lock could set one.
# A deleted secret keeps its name while it can be recovered. `remove` purges it, where the role and the vault allow that.
set -u
word=${1:-}
secret=$(printf %s "ocpi-${OCPI_CONNECTION:?}-${OCPI_SECRET:?}" | tr _ -)
lock=$secret-pending

keys() { az keyvault secret "$@" --vault-name "${OCPI_KEY_VAULT:?}" --name "$secret" --only-show-errors 2>&1; }
blob() {
  az storage blob "$@" --account-name "${OCPI_STORAGE_ACCOUNT:?}" --container-name "${OCPI_STORAGE_CONTAINER:?}" \
    --name "$lock" --auth-mode login --only-show-errors 2>&1
}

# The value is not asked for.
token() {
  said=$(keys show --query id --output tsv) && echo present && return 0
  case $said in
    *SecretNotFound* | *"was not found in this key vault"*) echo absent ;;
    *) return 1 ;;
  esac
}

# The lock as `<when it was written, in s since 1970> <etag>`, by the storage's clock; nothing where there is none.
held() {
  said=$(blob show --output json) || {
    case $said in
      *BlobNotFound* | *"does not exist"*) return 0 ;;
      *) return 1 ;;
    esac
  }
  printf %s "$said" | jq -r '.properties |
    "\(.lastModified | sub("\\.[0-9]+"; "") | sub("\\+00:00$"; "Z") | fromdate) \(.etag)"'
}

# Writes the lock under a condition: 3 where that does not hold.
write() {
  said=$(blob upload --data locked --no-progress --output none "$@") && return 0
  case $said in
    *BlobAlreadyExists* | *ConditionNotMet* | *"already exists"*) return 3 ;;
    *) return 1 ;;
  esac
}

case $word in
  look)
    there=$(token) || exit 1
    seen=$(held) || exit 1
    echo "secret=$there"
    if [ -z "$seen" ]; then
      echo lock=absent
    else
      age=$(($(date +%s) - ${seen%% *}))
      if [ "$age" -lt 0 ]; then age=0; fi
      echo "lock=$age"
    fi
    ;;
  lock) write --if-none-match '*' ;;
  take-over)
    seen=$(held) || exit 1
    [ -n "$seen" ] || exit 3
    [ $(($(date +%s) - ${seen%% *})) -ge "$2" ] || exit 3
    write --overwrite --if-match "${seen#* }"
    ;;
  unlock)
    said=$(blob delete --output none) ||
      case $said in
        *BlobNotFound* | *"does not exist"*) ;;
        *) exit 1 ;;
      esac
    ;;
  put)
    there=$(token) || exit 1
    [ "$there" = absent ] || exit 3
    keys set --file /dev/stdin --encoding utf-8 --output none >/dev/null || exit 1
    ;;
  replace) keys set --file /dev/stdin --encoding utf-8 --output none >/dev/null || exit 1 ;;
  remove)
    said=$(keys delete --output none) ||
      case $said in
        *SecretNotFound* | *"was not found in this key vault"*) ;;
        *) exit 1 ;;
      esac
    keys purge --output none >/dev/null || true
    ;;
  *) exit 64 ;;
esac
