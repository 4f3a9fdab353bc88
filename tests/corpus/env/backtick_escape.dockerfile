# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV A=C:\dir\ B=a` b C=`"x
ENV D="a`"b" E='c`'
ENV F=one`
two
