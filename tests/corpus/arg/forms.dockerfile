ARG BASE=alpine
ARG TAG
FROM ${BASE}:${TAG:-3.20}
ARG A B=2 C="three four" D='5 6'
ARG EMPTY=
ARG QUOTED="a=b"
ARG a b c
