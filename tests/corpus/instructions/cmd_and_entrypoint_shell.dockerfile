FROM alpine
ENTRYPOINT exec top -b
CMD echo "$HOME" | tr a-z A-Z
CMD "quoted whole"
ENTRYPOINT 'single'
CMD a && b || c; d
