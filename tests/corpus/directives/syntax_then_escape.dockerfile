# syntax=docker/dockerfile:1.7
# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY build\ C:\app\
RUN dir C:\ `
    && echo done
