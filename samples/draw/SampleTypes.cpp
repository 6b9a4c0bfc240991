#include "samples/draw/SampleTypes.h"

#include "samples/draw/Booklets.h"
#include "samples/draw/Cards.h"
#include "samples/draw/Certificates.h"
#include "samples/draw/Forms.h"
#include "samples/draw/Leaflet.h"
#include "samples/draw/Letters.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace daiban::samples {

namespace {

constexpr SampleType known(std::string_view code, Size paper, Age age, void (*draw)(Sheet&, const Subject&),
                           double corner = 0) {
    return {code, code, paper, corner, age, draw};
}

constexpr std::array kTypes{
    known("id-card-front", kCardSize, Age::Retired, drawIdCardFront, kCardCorner),
    known("id-card-back", kCardSize, Age::Retired, drawIdCardBack, kCardCorner),
    known("household-register-cover", kRegisterPage, Age::Working, drawHouseholdRegisterCover),
    known("household-register-person", kRegisterPage, Age::Working, drawHouseholdRegisterPerson),
    known("residence-permit", kCardSize, Age::Working, drawResidencePermit, kCardCorner),
    known("marriage-certificate", kMarriageBooklet, Age::Working, drawMarriageCertificate),
    known("birth-certificate", kBirthCertificate, Age::Working, drawBirthCertificate),
    known("social-security-card", kCardSize, Age::Working, drawSocialSecurityCard, kCardCorner),
    known("bank-card", kCardSize, Age::Working, drawBankCard, kCardCorner),
    known("social-insurance-payment-record", kA4, Age::Working, drawPaymentRecord),
    known("pension-application-form", kA4, Age::Retired, drawPensionForm),
    known("flexible-employment-subsidy-form", kA4, Age::Working, drawFlexibleEmploymentForm),
    known("employment-registration-certificate", kEmploymentBooklet, Age::Working, drawEmploymentCertificate),
    known("income-certificate", kA4, Age::Working, drawIncomeCertificate),
    known("diploma", kDiploma, Age::Working, drawDiploma),
    known("elder-benefit-card", kCardSize, Age::Elder, drawElderBenefitCard, kCardCorner),
    known("retirement-certificate", kRetirementBooklet, Age::Retired, drawRetirementCertificate),
    known("elder-allowance-form", kA4, Age::Elder, drawElderAllowanceForm),
    known("disability-certificate", kDisabilityBooklet, Age::Working, drawDisabilityCertificate),
    known("lease-contract", kA4, Age::Working, drawLeaseContract),
    known("business-license", kLicenceCopy, Age::Working, drawBusinessLicense),
    known("health-certificate", kCardSize, Age::Working, drawHealthCertificate, kCardCorner),
    known("power-of-attorney", kA4, Age::Elder, drawPowerOfAttorney),
    known("portrait-photo", kPhotoSize, Age::Working, drawPortraitPhoto),
    SampleType{"leaflet", "unknown", kLeaflet, 0, Age::Working, drawLeaflet},
    SampleType{"blank-page", "unknown", kA4, 0, Age::Working, drawBlankPage}};

}  // namespace

std::span<const SampleType> allSampleTypes() {
    return kTypes;
}

const SampleType& sampleType(std::string_view name) {
    const auto* found = std::ranges::find(kTypes, name, &SampleType::name);
    if (found == kTypes.end())
        throw std::invalid_argument("No sample called \"" + std::string(name) +
                                    "\" can be drawn; sampleTypes() lists those that can.");
    return *found;
}

}  // namespace daiban::samples
