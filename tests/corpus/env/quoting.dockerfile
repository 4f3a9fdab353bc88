FROM alpine
ENV A="one two" B='three four' C=five\ six
ENV D="a \"quoted\" word" E='it''s' F="a"b'c'd
ENV "G H"=1 'I'=2
ENV J="$A and ${B}" K='$A'
