FROM mcr.microsoft.com/windows/nanoserver:1809
COPY app C:\\app\\
WORKDIR C:\\app
RUN dir C:\\app
COPY conf c:\conf\
COPY more c:\more\
