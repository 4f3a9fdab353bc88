# syntax=docker/dockerfile:1
# dockerls: global ignore=DLS3006,DL1001 whoever builds decides when the base image moves; see below

# dockerls for CI:  docker run --rm --volume "$PWD:/work:ro" dockerls check

# PYTHON with a digest makes a build that can be repeated: --build-arg PYTHON=python:3.14.7-alpine3.24@sha256:...
ARG PYTHON=python:3.14.7-alpine3.24

FROM ${PYTHON} AS build
WORKDIR /source
RUN python -m venv --without-pip /opt/dockerls
COPY --link pyproject.toml README.md LICENSE ./
COPY --link dockerls dockerls
RUN --mount=type=cache,target=/root/.cache/pip \
    pip --python /opt/dockerls/bin/python install .

FROM ${PYTHON}
COPY --link --from=build /opt/dockerls /opt/dockerls
ENV PATH="/opt/dockerls/bin:$PATH"
USER 1000:1000
WORKDIR /work
# It runs once and ends.
HEALTHCHECK NONE
ENTRYPOINT ["dockerls"]
CMD ["check"]
