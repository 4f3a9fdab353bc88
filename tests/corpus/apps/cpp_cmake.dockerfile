FROM gcc:13 AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -yq cmake ninja-build
WORKDIR /src
COPY CMakeLists.txt ./
COPY src/ src/
COPY include/ include/
RUN cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release \
 && cmake --build build --parallel "$(nproc)" \
 && ctest --test-dir build --output-on-failure
FROM debian:trixie-slim
COPY --from=build --chmod=755 /src/build/engine /usr/local/bin/engine
STOPSIGNAL SIGINT
ENTRYPOINT ["engine"]
