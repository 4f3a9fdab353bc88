# escape=`
# syntax=docker/dockerfile:1
# ESCAPE=\
FROM alpine
