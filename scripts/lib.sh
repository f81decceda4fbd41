# Sourced by the scripts beside it: finds the tools and builds what is missing. Not to be run.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
JAR="$ROOT/command-center/target/command-center.jar"
PAGES="$ROOT/command-center/target/classes/desk/files.txt"
MAVEN_NEEDED=3.8.7

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Prints the java of a JDK that is new enough, or ends with what to install.
java_program() {
  local home
  home="$("$ROOT/scripts/find-jdk")" || exit 1
  printf '%s/bin/java\n' "$home"
}

at_least() {
  [[ "$(printf '%s\n%s\n' "$2" "$1" | sort --version-sort | head -n 1)" == "$2" ]]
}

require_maven() {
  command -v mvn >/dev/null 2>&1 || fail \
    "没有找到 Maven。请安装 $MAVEN_NEEDED 或更高版本（Debian/Ubuntu：apt-get install maven）。" \
    "Maven was not found. Install $MAVEN_NEEDED or newer (Debian/Ubuntu: apt-get install maven)."
  local version
  version="$(mvn --version | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)"
  at_least "$version" "$MAVEN_NEEDED" || fail \
    "Maven 版本为 $version，需要 $MAVEN_NEEDED 或更高。" \
    "Maven is $version; $MAVEN_NEEDED or newer is needed."
}

# True when the program is missing or something it is made of is newer.
is_stale() {
  [[ ! -f "$JAR" ]] && return 0
  local newer
  newer="$(find "$ROOT/pom.xml" "$ROOT"/*/pom.xml "$ROOT"/*/src/main "$ROOT"/*/web \
    \( -name node_modules -o -name dist -o -path '*/web/src/wire' \) -prune -o -type f -newer "$JAR" -print -quit \
    2>/dev/null || true)"
  [[ -n "$newer" ]] && return 0
  # Built without pages, and now they could be.
  [[ ! -f "$PAGES" ]] && "$ROOT/scripts/find-node" >/dev/null 2>&1 && command -v npm >/dev/null 2>&1
}

# Installs Debian packages where that is possible without asking.
install_packages() {
  [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null 2>&1 || return 1
  echo "正在安装 installing: $*" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Makes ready what the pages are built with; says no where that is impossible on this machine.
ready_for_pages() {
  command -v npm >/dev/null 2>&1 || install_packages nodejs npm || return 1
  "$ROOT/scripts/web" install
}

build_if_needed() {
  is_stale || return 0
  require_maven
  echo "正在构建，首次需要几分钟…… Building; the first time takes some minutes." >&2
  local web=()
  if ! ready_for_pages; then
    web=(-DskipWeb)
    echo "缺少 Node.js 或 npm：本次构建不含页面，接口照常可用。" >&2
    echo "Node.js or npm is missing: built without pages; the API works." >&2
  fi
  (cd "$ROOT" && mvn --quiet --batch-mode -DskipTests ${web[@]+"${web[@]}"} package) || fail \
    "构建失败，原因见上。" \
    "The build failed; the reason is above."
  # Maven leaves the file alone when a newer source came out the same.
  touch "$JAR"
}

# Runs a main class of the server's jar, in place of this shell.
run_main() {
  local main="$1" java
  shift
  java="$(java_program)" || exit 1
  build_if_needed
  exec "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "-Dmuster.home=$ROOT" -cp "$JAR" "$main" "$@"
}

# Runs a main class of the tests in a folder below the root, in place of this shell.
run_test_main() {
  local folder="$1" main="$2" java classpath tests
  shift 2
  java="$(java_program)" || exit 1
  build_if_needed
  classpath="$ROOT/command-center/target/test-classpath"
  tests="$ROOT/command-center/target/test-classes:$ROOT/shared-model/target/test-classes"
  if [[ ! -f "$classpath" || ! -d "$ROOT/command-center/target/test-classes" ]] ||
    [[ -n "$(find "$ROOT"/*/src/test/java -name '*.java' -newer "$classpath" -print -quit)" ]]; then
    require_maven
    (cd "$ROOT" && mvn --quiet --batch-mode -pl command-center -am -DskipTests -Dexec.skip test-compile >&2) || fail \
      "构建失败，原因见上。" "The build failed; the reason is above."
    touch "$classpath"
  fi
  cd "$ROOT/$folder"
  exec "$java" -Xmx2g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "-Dmuster.home=$ROOT" \
    -cp "$tests:$ROOT/command-center/target/classes:$ROOT/shared-model/target/classes:$(cat "$classpath")" "$main" "$@"
}

AGENT="$ROOT/field-agent/target/field-agent.jar"

# Only the agent is built: the server's own jar may be in use.
build_agent_if_needed() {
  local newer
  if [[ -f "$AGENT" && -d "$ROOT/field-agent/target/lib" ]]; then
    newer="$(find "$ROOT/pom.xml" "$ROOT"/{shared-model,field-agent}/{pom.xml,src/main} \
      -type f -newer "$AGENT" -print -quit 2>/dev/null || true)"
    [[ -n "$newer" ]] || return 0
  fi
  require_maven
  echo "正在构建 field-agent…… Building the field agent." >&2
  (cd "$ROOT" && mvn --quiet --batch-mode -pl field-agent -am -DskipTests -Dexec.skip package >&2) || fail \
    "构建失败，原因见上。" \
    "The build failed; the reason is above."
  touch "$AGENT"
}

# Runs a subcommand of the field agent, in place of this shell.
run_agent() {
  local java
  java="$(java_program)" || exit 1
  build_agent_if_needed
  exec "$java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "-Dmuster.home=$ROOT" -jar "$AGENT" "$@"
}
