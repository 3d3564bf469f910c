#!/bin/sh
# Keeps the hub token in Google Secret Manager. For `store: command`:
#   vault-command: .github/google-secret-manager.sh
# Needs on the job: credentials and a project, as google-github-actions/auth and setup-gcloud set them. On the runner: gcloud.
# Setting: OCPI_VAULT_PREFIX (ocpi).
# The permissions: secretmanager.secrets.create, get, update, delete, secretmanager.versions.add, list.
#
# The lock is a secret without a value: its creation fails where there is one, and it is taken over by an update with the etag
# that was read, which fails where another update came first. An annotation dates it, by the clock of the runner that wrote it.
# A token is a secret, whose creation fails where there is one, and a version of it: two acts. Where only the first was done
# there is no token, and the next `put` adds the version.
set -u
word=${1:-}
secret=${OCPI_VAULT_PREFIX:-ocpi}-${OCPI_CONNECTION:?}-${OCPI_SECRET:?}
lock=${secret}_PENDING

manager() { gcloud secrets "$@" --quiet 2>&1; }

# Whether a token is there: a version that is enabled.
token() {
  said=$(gcloud secrets versions list "$secret" --filter=state=enabled --limit=1 --format='value(name)' --quiet 2>&1) || {
    case $said in
      *NOT_FOUND*) echo absent && return 0 ;;
      *) return 1 ;;
    esac
  }
  if [ -z "$said" ]; then echo absent; else echo present; fi
}

# The lock as `<when it was taken, in s since 1970> <etag>`; nothing where there is none.
held() {
  said=$(gcloud secrets describe "$lock" --format='value[separator=" "](annotations.taken-at,etag)' --quiet 2>&1) || {
    case $said in
      *NOT_FOUND*) return 0 ;;
      *) return 1 ;;
    esac
  }
  echo "$said"
}

create() {
  said=$(manager create "$@") && return 0
  case $said in
    *ALREADY_EXISTS* | *"already exists"*) return 3 ;;
    *) return 1 ;;
  esac
}

case $word in
  look)
    there=$(token) || exit 1
    lock=$(held) || exit 1
    echo "secret=$there"
    if [ -z "$lock" ]; then
      echo lock=absent
    else
      age=$(($(date +%s) - ${lock%% *}))
      if [ "$age" -lt 0 ]; then age=0; fi
      echo "lock=$age"
    fi
    ;;
  lock) create "$lock" --replication-policy=automatic --set-annotations="taken-at=$(date +%s)" ;;
  take-over)
    seen=$(held) || exit 1
    [ -n "$seen" ] || exit 3
    now=$(date +%s)
    [ $((now - ${seen%% *})) -ge "$2" ] || exit 3
    said=$(manager update "$lock" --update-annotations="taken-at=$now" --etag="${seen#* }") && exit 0
    case $said in
      *FAILED_PRECONDITION* | *NOT_FOUND*) exit 3 ;;
      *) exit 1 ;;
    esac
    ;;
  unlock)
    said=$(manager delete "$lock") ||
      case $said in
        *NOT_FOUND*) ;;
        *) exit 1 ;;
      esac
    ;;
  put)
    create "$secret" --replication-policy=automatic
    created=$?
    [ "$created" -ne 1 ] || exit 1
    if [ "$created" -eq 3 ]; then
      there=$(token) || exit 1
      [ "$there" = absent ] || exit 3
    fi
    manager versions add "$secret" --data-file=- >/dev/null || exit 1
    ;;
  replace) manager versions add "$secret" --data-file=- >/dev/null || exit 1 ;;
  remove)
    said=$(manager delete "$secret") ||
      case $said in
        *NOT_FOUND*) ;;
        *) exit 1 ;;
      esac
    ;;
  *) exit 64 ;;
esac
