; What our installer does beyond copying files. Silent: /S; with the milter: /MILTER; another folder: /D=C:\folder, as the
; last word. A silent uninstallation keeps the data, unless it is told /PURGE. Exit status 3: a program was in use and stayed
; so.
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Sections.nsh"

Var engineGoesOn ; "yes": the service is to run afterwards
Var milterGoesOn

!macro unmtaService program verb ; $0: its exit status, or "none" where the program is not there
  StrCpy $0 "none"
  ${If} ${FileExists} "$INSTDIR\bin\${program}.exe"
    nsExec::ExecToLog '"$INSTDIR\bin\${program}.exe" service ${verb}'
    Pop $0
  ${EndIf}
!macroend

; Windows keeps what runs from being replaced: a console's window that is open, or a command line that works. What has
; just been stopped gets ten seconds.
!macro unmtaAwaitUnused
  StrCpy $3 0
  ${Do}
    StrCpy $2 "free"
    ${If} ${FileExists} "$INSTDIR\bin\Qt6Core.dll"
      ClearErrors
      FileOpen $1 "$INSTDIR\bin\Qt6Core.dll" a
      ${If} ${Errors}
        StrCpy $2 "used"
      ${Else}
        FileClose $1
      ${EndIf}
    ${EndIf}
    ${If} $2 == "used"
      ${If} $3 < 50
        IntOp $3 $3 + 1
        Sleep 200
      ${Else}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
          "A program of unMTA Tracking is still in use. Close its windows, and choose Retry." /SD IDCANCEL IDRETRY +2
        StrCpy $2 "given up"
      ${EndIf}
    ${EndIf}
  ${LoopWhile} $2 == "used"
!macroend

; Nobody ticks anything in a silent installation. The section is found by its title, since CPack declares it further down.
!macro unmtaChooseMilter
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} "$0" "/MILTER" $1
  ${IfNot} ${Errors}
    StrCpy $1 0
    ${Do}
      ClearErrors
      SectionGetText $1 $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${If} $2 == "Milter"
        SectionGetFlags $1 $3
        IntOp $3 $3 | ${SF_SELECTED}
        SectionSetFlags $1 $3
      ${EndIf}
      IntOp $1 $1 + 1
    ${Loop}
  ${EndIf}
!macroend

; Before the files, so that an upgrade finds no program in use; afterwards runs what ran before.
Section "-Stop the services"
  ${If} ${Silent}
    !insertmacro unmtaChooseMilter
  ${EndIf}
  !insertmacro unmtaService unmta-engine status
  ${If} $0 == 0
  ${OrIf} $0 == "none"
    StrCpy $engineGoesOn "yes"
  ${EndIf}
  !insertmacro unmtaService unmta-milter status
  ${If} $0 == 0
    StrCpy $milterGoesOn "yes"
  ${EndIf}
  !insertmacro unmtaService unmta-milter stop
  !insertmacro unmtaService unmta-engine stop
  !insertmacro unmtaAwaitUnused
  ${If} $2 != "free"
    ${If} $engineGoesOn == "yes"
      !insertmacro unmtaService unmta-engine start
    ${EndIf}
    ${If} $milterGoesOn == "yes"
      !insertmacro unmtaService unmta-milter start
    ${EndIf}
    SetErrorLevel 3
    Abort "A program of unMTA Tracking is in use; nothing was changed."
  ${EndIf}
SectionEnd

!macro unmtaAfterFiles
  !insertmacro unmtaService unmta-engine install
  ${If} $engineGoesOn == "yes"
    !insertmacro unmtaService unmta-engine start
    ${If} $0 != 0
    ${AndIf} $0 != "none"
      DetailPrint "The service has not started; the Application log of the event viewer says why."
    ${EndIf}
  ${EndIf}
  ${If} $milterGoesOn == "yes"
    !insertmacro unmtaService unmta-milter start
  ${EndIf}
!macroend

!macro unmtaBeforeRemoval
  !insertmacro unmtaService unmta-milter remove
  !insertmacro unmtaService unmta-engine remove
  !insertmacro unmtaAwaitUnused
  ${If} $2 != "free"
    SetErrorLevel 3
    Abort "A program of unMTA Tracking is in use; close it, and begin again."
  ${EndIf}
  SetShellVarContext all
  StrCpy $1 "no"
  ${If} ${Silent}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} "$0" "/PURGE" $2
    ${IfNot} ${Errors}
      StrCpy $1 "yes"
    ${EndIf}
  ${ElseIf} ${FileExists} "$APPDATA\unMTA Tracking\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
      "Delete the data as well: domains, certificates, events and the key that opens them? They are in $APPDATA\unMTA Tracking." \
      IDNO keepData
    StrCpy $1 "yes"
    keepData:
  ${EndIf}
  ${If} $1 == "yes"
    RMDir /r "$APPDATA\unMTA Tracking"
    RMDir /r "$APPDATA\unMTA Tracking Milter"
  ${EndIf}
!macroend
