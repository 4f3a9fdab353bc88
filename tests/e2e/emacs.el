;;; One editing session in Emacs 28 or newer with eglot, as a person would have it. -*- lexical-binding: t -*-
;;; Prints what it sees, one `name: value` a line; a failure says what was waited for. Started by test_emacs.py in the
;;; folder of the project.
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa") ; where Debian has eglot and dockerfile-mode
(package-initialize)
(require 'flymake)
(setq eglot-sync-connect t eglot-connect-timeout 20 eglot-confirm-server-initiated-edits nil
      flymake-no-changes-timeout 0.1 vc-handled-backends nil)
(load (getenv "DOCKERLS_INIT") nil t)

(defun session-out (name value)
  (princ (format "%s: %s\n" name (replace-regexp-in-string "\n" " " (format "%s" value)))))

(defun session-wait (what condition)
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end)) (accept-process-output nil 0.05))
    (unless (funcall condition) (princ (format "FAILED waiting for %s\n" what)) (kill-emacs 1))))

(defun session-wait-for-diagnostics (what condition)
  (session-wait what (lambda () (flymake-start) (funcall condition))))

(defun session-flagged (regexp)
  (seq-find (lambda (each) (string-match-p regexp (flymake-diagnostic-text each))) (flymake-diagnostics)))

(defun session-text (diagnostic)
  (buffer-substring-no-properties (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic)))

(defun session-open (name)
  (find-file name)
  (run-hooks 'post-command-hook)        ; where eglot-ensure connects; batch mode runs no commands
  (session-out (concat "mode of " name) major-mode))

(dolist (name '("Containerfile" "web.containerfile" ".dockerignore" "web.containerfile.containerignore" "Dockerfile"))
  (session-open name)
  (session-wait-for-diagnostics (concat "diagnostics of " name) #'flymake-diagnostics)
  (session-out name (mapconcat #'flymake-diagnostic-text (flymake-diagnostics) " | ")))
(session-open ".gitignore")
(session-out "server of .gitignore" (eglot-current-server))

(find-file "Dockerfile")
(let* ((diagnostic (session-flagged "no-install-recommends")) (server (eglot-current-server)))
  (session-out "flagged" (session-text diagnostic))
  (goto-char (flymake-diagnostic-beg diagnostic))
  (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
    (session-out "hover" (substring-no-properties (eglot--hover-info (plist-get hover :contents)))))
  ;; The quick fix, as with M-x eglot-code-actions from the keyboard; the menu is answered here.
  (setq last-nonmenu-event ?x)
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (let ((titles (mapcar (lambda (each) (if (consp each) (car each) each)) choices)))
                 (session-out "offered" (string-join titles " | "))
                 (seq-find (lambda (each) (string-match-p "no-install-recommends" each)) titles)))))
    (eglot-code-actions (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic) "quickfix" t))
  (eglot--signal-textDocument/didChange) ; eglot waits for idle time, which batch mode does not have
  (session-wait-for-diagnostics "the quick fix" (lambda () (not (session-flagged "no-install-recommends"))))
  (save-buffer)
  (eglot-shutdown server))
(session-out "done" "yes")
