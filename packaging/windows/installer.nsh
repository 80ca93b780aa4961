; What our installer does beyond copying files. Silent: /S; another folder: /D=C:\folder, as the last word. A silent
; uninstallation keeps the data, unless it is told /PURGE.
!include "FileFunc.nsh"
!include "LogicLib.nsh"

; Before the files, so that an upgrade finds no program in use; the service starts again afterwards.
Section "-Stop the service"
  ${If} ${FileExists} "$INSTDIR\bin\unmta-engine.exe"
    nsExec::ExecToLog '"$INSTDIR\bin\unmta-engine.exe" service stop'
    Pop $0
  ${EndIf}
SectionEnd

!macro unmtaAfterFiles
  ${If} ${FileExists} "$INSTDIR\bin\unmta-engine.exe"
    nsExec::ExecToLog '"$INSTDIR\bin\unmta-engine.exe" service install'
    Pop $0
    nsExec::ExecToLog '"$INSTDIR\bin\unmta-engine.exe" service start'
    Pop $0
    ${If} $0 != 0
      DetailPrint "The service has not started; the Application log of the event viewer says why."
    ${EndIf}
  ${EndIf}
!macroend

!macro unmtaBeforeRemoval
  ${If} ${FileExists} "$INSTDIR\bin\unmta-engine.exe"
    nsExec::ExecToLog '"$INSTDIR\bin\unmta-engine.exe" service remove'
    Pop $0
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
  ${EndIf}
!macroend
