# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN <<EOF
dir C:\
echo `
EOF
RUN echo \" <<EOF
body
EOF
RUN <<A`B
body
A`B
