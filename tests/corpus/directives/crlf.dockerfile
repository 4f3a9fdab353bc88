# syntax=docker/dockerfile:1
# escape=`
FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR C:\src
COPY . .
RUN dotnet publish `
    -c Release `
    -o C:\out
