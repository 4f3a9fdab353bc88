# escape=`

FROM mcr.microsoft.com/dotnet/framework/sdk:4.8 AS build
WORKDIR /app
COPY *.sln .
COPY src\ .\src\
RUN nuget restore; `
    msbuild /p:Configuration=Release
FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8
WORKDIR C:\inetpub\wwwroot
COPY --from=build C:\app\src\publish\ .
