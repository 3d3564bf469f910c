#!/bin/sh
# Keeps the hub token in AWS Secrets Manager. For `store: command`:
#   vault-command: .github/aws-secrets-manager.sh
# Needs on the job: credentials and AWS_REGION, as aws-actions/configure-aws-credentials sets them. On the runner: aws, jq.
# Setting: OCPI_VAULT_PREFIX (ocpi).
# The permissions, on secret:<prefix>/*: secretsmanager:CreateSecret, DescribeSecret, PutSecretValue, ListSecretVersionIds,
# UpdateSecretVersionStage, DeleteSecret.
#
# A token is created by CreateSecret, which fails where there is one. The lock is a staging label in a secret beside it, which is
# never deleted, since a name is free again only some time after that. UpdateSecretVersionStage moves the label only away from
# the version that it is told, and fails where the label is elsewhere by now: that is a check-and-set. A version dates the lock.
set -u
word=${1:-}
secret=${OCPI_VAULT_PREFIX:-ocpi}/${OCPI_CONNECTION:?}/${OCPI_SECRET:?}
lock=${secret}_PENDING
label=OCPI_LOCK

manager() { TZ=UTC aws secretsmanager "$@" 2>&1; }

# Whether there is a token: a secret that is about to be deleted is none.
token() {
  said=$(manager describe-secret --secret-id "$secret" --output json) || {
    case $said in
      *ResourceNotFoundException*) echo absent && return 0 ;;
      *) return 1 ;;
    esac
  }
  printf %s "$said" | jq -r 'if .DeletedDate == null then "present" else "absent" end'
}

versions() { manager list-secret-version-ids --secret-id "$lock" --max-results 100 --output json; }

# When a version was made, by AWS's clock, in s since 1970: the tool writes a time as a number or as a text.
made='.CreatedDate | if type == "number" then floor
  else sub("\\.[0-9]+"; "") | sub("\\+00:00$"; "Z") | fromdate end'

# The version that has the label, as `<id> <when it was made>`; nothing where none has it.
holder() {
  said=$(versions) || {
    case $said in
      *ResourceNotFoundException*) return 0 ;;
      *) return 1 ;;
    esac
  }
  printf %s "$said" | jq -r --arg stage "$label" \
    ".Versions[] | select((.VersionStages // []) | index(\$stage)) | \"\\(.VersionId) \\($made)\""
}

# A new version, which has no label that means anything: its id, and when it was made.
attempt() {
  id=$(cat /proc/sys/kernel/random/uuid) || return 1
  said=$(manager create-secret --name "$lock" --description "Locks an exchange of OCPI credentials" --output json) ||
    case $said in
      *ResourceExistsException*) ;;
      *) return 1 ;;
    esac
  manager put-secret-value --secret-id "$lock" --client-request-token "$id" --secret-string locked \
    --version-stages OCPI_ATTEMPT --output json >/dev/null || return 1
  said=$(versions) || return 1
  printf %s "$said" | jq -re --arg id "$id" ".Versions[] | select(.VersionId == \$id) | \"\\(.VersionId) \\($made)\""
}

# Moves the label to a version, if it is where it was: 3 where it is not.
move() {
  said=$(manager update-secret-version-stage --secret-id "$lock" --version-stage "$label" --move-to-version-id "$@") &&
    return 0
  case $said in
    *InvalidParameterException*) return 3 ;;
    *) return 1 ;;
  esac
}

case $word in
  look)
    there=$(token) || exit 1
    held=$(holder) || exit 1
    echo "secret=$there"
    if [ -z "$held" ]; then
      echo lock=absent
    else
      age=$(($(date +%s) - ${held#* }))
      if [ "$age" -lt 0 ]; then age=0; fi
      echo "lock=$age"
    fi
    ;;
  lock)
    held=$(holder) || exit 1
    [ -z "$held" ] || exit 3
    mine=$(attempt) || exit 1
    move "${mine% *}"
    ;;
  take-over)
    held=$(holder) || exit 1
    [ -n "$held" ] || exit 3
    mine=$(attempt) || exit 1
    # Both by AWS's clock.
    [ $((${mine#* } - ${held#* })) -ge "$2" ] || exit 3
    move "${mine% *}" --remove-from-version-id "${held% *}"
    ;;
  unlock)
    held=$(holder) || exit 1
    [ -n "$held" ] || exit 0
    manager update-secret-version-stage --secret-id "$lock" --version-stage "$label" \
      --remove-from-version-id "${held% *}" >/dev/null || exit 1
    ;;
  put)
    said=$(manager create-secret --name "$secret" --secret-string file:///dev/stdin --output json) && exit 0
    case $said in
      *ResourceExistsException*) exit 3 ;;
      *) exit 1 ;;
    esac
    ;;
  replace) manager put-secret-value --secret-id "$secret" --secret-string file:///dev/stdin >/dev/null || exit 1 ;;
  remove)
    said=$(manager delete-secret --secret-id "$secret" --force-delete-without-recovery) ||
      case $said in
        *ResourceNotFoundException*) ;;
        *) exit 1 ;;
      esac
    ;;
  *) exit 64 ;;
esac
