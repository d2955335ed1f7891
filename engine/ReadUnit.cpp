//===- engine/ReadUnit.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ReadUnit.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace pageless;

namespace {

HelperState lookUpHelper(llvm::StringRef Name, ASTContext &Context,
                         const PpFacts &Pp, UnitFiles &Files) {
  HelperState State;
  IdentifierInfo &Identifier = Context.Idents.get(Name);
  if (Pp.helperMacros.count(Name.str())) {
    State.kind = HelperState::Kind::Other;
    State.signature = "a macro";
    return State;
  }
  for (const NamedDecl *Any :
       Context.getTranslationUnitDecl()->lookup(&Identifier)) {
    const NamedDecl *D = Files.lastRead(Any);
    if (!D)
      continue;
    const auto *Function = dyn_cast<FunctionDecl>(D);
    State.kind =
        Function ? HelperState::Kind::Function : HelperState::Kind::Other;
    State.signature = Function
                          ? Function->getType().getCanonicalType().getAsString()
                          : "no function";
    State.file =
        Files.name(Context.getSourceManager().getFileID(D->getLocation()));
  }
  return State;
}

/// The brace that ends the function whose name is at \p From. Its body may have
/// been skipped. If a directive stands in it, its braces need not be pairs:
/// then it is the next one in column 0.
std::size_t endOfFunction(llvm::StringRef Text, std::size_t From,
                          const LangOptions &Language) {
  Lexer Raw(SourceLocation(), Language, Text.begin(), Text.begin() + From,
            Text.end());
  int Depth = 0;
  Token Part;
  do {
    Raw.LexFromRawLexer(Part);
    if (Part.is(tok::hash) && Part.isAtStartOfLine())
      break;
    if (Part.is(tok::l_brace))
      ++Depth;
    else if (Part.is(tok::r_brace) && --Depth == 0)
      return Raw.getBufferLocation() - Text.begin() - 1;
  } while (Part.isNot(tok::eof));
  const std::size_t End = Text.find("\n}", From);
  return End == llvm::StringRef::npos ? End : End + 1;
}

/// Where the text goes that follows \p After, "struct s" or "f()".
std::optional<DefinitionEnd> findDefinitionEnd(llvm::StringRef After,
                                               ASTContext &Context,
                                               UnitFiles &Files) {
  const SourceManager &Sources = Context.getSourceManager();
  const bool IsFunction = After.consume_back("()");
  After.consume_front("struct ");
  for (const NamedDecl *D :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(After))) {
    const auto *Tag = dyn_cast<TagDecl>(D);
    const auto *Function = dyn_cast<FunctionDecl>(D);
    if (Function)
      Function = Function->getDefinition();
    const Decl *Definition = Tag ? Tag->getDefinition() : nullptr;
    if (IsFunction)
      Definition = Function;
    if (!Definition || !Files.isRead(Definition->getLocation()))
      continue;
    const auto [File, From] = Sources.getDecomposedLoc(Sources.getExpansionLoc(
        IsFunction ? Function->getLocation()
                   : cast<TagDecl>(Definition)->getBraceRange().getEnd()));
    const llvm::StringRef Text = Sources.getBufferData(File);
    // Attributes may stand between a record's brace and its semicolon.
    const std::size_t End =
        IsFunction ? endOfFunction(Text, From, Context.getLangOpts())
                   : Text.find(';', From);
    if (End != llvm::StringRef::npos)
      return DefinitionEnd{Files.name(File), End + 1};
  }
  return std::nullopt;
}

} // namespace

void pageless::readUnit(const Job &J, UnitFiles &Files, ASTContext &Context,
                        UnitFacts &Facts) {
  const Mentions Found = sweep(Context, J.words, J.helpers);
  Evaluation E = evaluate(J, Found, Files, Context);
  Facts.outcomes = std::move(E.outcomes);
  Facts.unspelled = std::move(E.unspelled);
  for (llvm::StringRef Name : J.helpers.keys())
    Facts.helpers[Name.str()] =
        lookUpHelper(Name, Context, Facts.preprocessor, Files);
  for (const Support &S : J.profile.brings)
    if (const auto End = findDefinitionEnd(S.after, Context, Files))
      Facts.supportPlaces.emplace(S.after, *End);
}
