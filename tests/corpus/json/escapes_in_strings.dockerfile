FROM alpine
CMD ["\u0041\u00e9\ud55c", "tab\tnewline\nquote\"slash\/back\\", "\b\f\r"]
ENTRYPOINT ["\ud83d\udc33", "C:\\Program Files\\app.exe"]
